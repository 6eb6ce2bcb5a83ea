namespace Banyan.Cli.Editing;

/// <summary>A terminal whose keys can be had one by one.</summary>
internal interface ITypedKeys
{
    /// <summary>Cells of a row.</summary>
    int Columns { get; }

    /// <summary>Rows of the screen.</summary>
    int Rows { get; }

    /// <summary>Done when the size changes next.</summary>
    Task Resized { get; }

    /// <summary>Takes the keys away from the terminal's own line editing until it is disposed: nothing is echoed, and Ctrl-C is a key.</summary>
    IDisposable Take();

    /// <summary>Reads what was typed; 0 at the end.</summary>
    Task<int> ReadAsync(byte[] buffer);

    /// <summary>Stands still until the shell goes on with the program.</summary>
    void Suspend();
}
