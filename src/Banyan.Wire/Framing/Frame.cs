namespace Banyan.Wire.Framing;

/// <summary>One message as received from a wire, or as made for one.</summary>
/// <param name="Raw">The message as framed, its terminator included; empty when only <paramref name="Data"/> was made.</param>
/// <param name="Data">The payload: the JSON of an event, a line or a whole body. Relay keeps it byte for byte.</param>
/// <param name="Kind">What kind of message this is.</param>
/// <param name="Broke">Why the stream ended early; set exactly when <paramref name="Kind"/> is <see cref="FrameKind.Broken"/>.</param>
/// <remarks>Both memories belong to whoever produced the frame and die when the pump asks for the next one.</remarks>
public readonly record struct Frame(ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Data, FrameKind Kind, Failure? Broke = null)
{
    /// <summary>Makes a frame that says why its stream can't go on.</summary>
    public static Frame Broken(Failure failure) => new(default, default, FrameKind.Broken, failure);

    /// <summary>Makes a frame that is one whole body.</summary>
    public static Frame Body(ReadOnlyMemory<byte> body) => new(body, body, FrameKind.Body);

    /// <summary>Copies both memories, for whoever holds the frame longer than the pump does.</summary>
    public Frame Keep() => new(Raw.ToArray(), Data.ToArray(), Kind, Broke);
}
