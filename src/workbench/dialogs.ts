// What the workbench asks the person through the door that shows it.

/** Each answers null if the person cancels. */
export interface Dialogs {
  /** A table to read. */
  openData(): Promise<string | null>;
  /** Tables to read beside one that is open; absolute paths. */
  openTables(title: string): Promise<string[] | null>;
  /** A folder of tables to read. */
  openFolder(title: string): Promise<string | null>;
  /** A folder in which a new one is made. */
  saveFolder(title: string): Promise<string | null>;
  /** A file to write, `name` being the suggestion. */
  saveFile(title: string, name: string): Promise<string | null>;
}
