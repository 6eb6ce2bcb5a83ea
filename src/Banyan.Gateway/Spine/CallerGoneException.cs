namespace Banyan.Gateway.Spine;

/// <summary>Thrown by a caller's sink whose connection is gone; the pump turns it into <see cref="StreamEndKind.CallerLeft"/>.</summary>
public sealed class CallerGoneException : IOException
{
    /// <summary>Makes one.</summary>
    public CallerGoneException()
        : base("The caller left.")
    {
    }

    /// <summary>Makes one with a message of its own.</summary>
    public CallerGoneException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that keeps what was thrown by the connection.</summary>
    public CallerGoneException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
