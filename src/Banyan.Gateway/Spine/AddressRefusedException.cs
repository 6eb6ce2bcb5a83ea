namespace Banyan.Gateway.Spine;

/// <summary>Thrown by <see cref="IEgress"/> for a host that may not be reached or can't be; comes out of HTTP calls as an inner exception. Never names an address.</summary>
public sealed class AddressRefusedException : IOException
{
    /// <summary>Whether the address may not be reached at all; else nobody was found there.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>A host that leads where nobody registered may send us.</summary>
    public AddressRefusedException()
        : base("it does not lead to a public address")
    {
    }

    /// <summary>One with words that finish "the address can't be used:".</summary>
    public AddressRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>One that keeps what the socket threw.</summary>
    public AddressRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
