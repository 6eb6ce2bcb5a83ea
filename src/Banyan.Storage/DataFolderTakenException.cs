namespace Banyan.Storage;

/// <summary>Thrown when another process serves from the same data folder; the start is refused.</summary>
public sealed class DataFolderTakenException : IOException
{
    /// <summary>Makes one.</summary>
    public DataFolderTakenException()
        : base("Another process serves from the data folder.")
    {
    }

    /// <summary>Makes one that says which folder and what to do.</summary>
    public DataFolderTakenException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that keeps its cause.</summary>
    public DataFolderTakenException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
