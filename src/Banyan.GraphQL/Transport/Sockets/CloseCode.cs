namespace Banyan.GraphQL.Transport.Sockets;

/// <summary>Why a socket is closed; numbers and words of the protocol.</summary>
internal readonly record struct CloseCode(int Number, string Reason)
{
    public static CloseCode GoingAway { get; } = new(1001, "Going away");

    public static CloseCode TooLarge { get; } = new(1009, "Message too large");

    public static CloseCode BadMessage { get; } = new(4400, "Invalid message");

    public static CloseCode Unauthorized { get; } = new(4401, "Unauthorized");

    public static CloseCode Forbidden { get; } = new(4403, "Forbidden");

    public static CloseCode Subprotocol { get; } = new(4406, "Subprotocol not acceptable");

    public static CloseCode InitTimeout { get; } = new(4408, "Connection initialisation timeout");

    public static CloseCode SecondInit { get; } = new(4429, "Too many initialisation requests");

    public static CloseCode TooMany { get; } = new(4429, "Too many sockets");

    /// <summary>An id is in use; it was bounded before.</summary>
    public static CloseCode IdInUse(string id) => new(4409, $"Subscriber for {id} already exists");
}
