namespace Banyan.Gateway.Metering;

/// <summary>Thrown when the database will never take a row: trying again changes nothing.</summary>
public sealed class RowRefusedException : Exception
{
    /// <summary>Makes one.</summary>
    public RowRefusedException()
        : base("The database refused a row.")
    {
    }

    /// <summary>Makes one with a message of its own.</summary>
    public RowRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that keeps what the driver threw.</summary>
    public RowRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
