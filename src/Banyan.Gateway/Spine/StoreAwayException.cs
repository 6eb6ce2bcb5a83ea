namespace Banyan.Gateway.Spine;

/// <summary>Thrown by stores that can't be reached right now: the same call may succeed later.</summary>
public sealed class StoreAwayException : IOException
{
    /// <summary>Makes one.</summary>
    public StoreAwayException()
        : base("The database can't be reached.")
    {
    }

    /// <summary>Makes one with a message of its own.</summary>
    public StoreAwayException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that keeps what the driver threw.</summary>
    public StoreAwayException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
