namespace Banyan.Storage.Sql;

/// <summary>Thrown when a database's schema is not one this release can run on; the start is refused.</summary>
public sealed class SchemaException : Exception
{
    /// <summary>Makes one.</summary>
    public SchemaException()
        : base("The database's schema does not fit this release.")
    {
    }

    /// <summary>Makes one that says what is wrong and what to do.</summary>
    public SchemaException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that keeps its cause.</summary>
    public SchemaException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
