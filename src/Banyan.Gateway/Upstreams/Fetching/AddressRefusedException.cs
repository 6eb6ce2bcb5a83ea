namespace Banyan.Gateway.Upstreams.Fetching;

/// <summary>Carries the guard's refusal out of the connection it happened in; the fetcher turns it into a failure. Never names an address.</summary>
internal sealed class AddressRefusedException : IOException
{
    public AddressRefusedException()
        : base("it does not lead to a public address")
    {
    }

    public AddressRefusedException(string message)
        : base(message)
    {
    }

    public AddressRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
