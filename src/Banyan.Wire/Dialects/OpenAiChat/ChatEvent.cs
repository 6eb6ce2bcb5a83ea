using Banyan.Wire.Framing;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Frames a payload as one event of a stream.</summary>
internal static class ChatEvent
{
    private static ReadOnlySpan<byte> Lead => "data: "u8;

    /// <summary>Makes an event; the payload must have no line break.</summary>
    public static Frame Of(ReadOnlySpan<byte> payload)
    {
        var raw = new byte[Lead.Length + payload.Length + 2];
        Lead.CopyTo(raw);
        payload.CopyTo(raw.AsSpan(Lead.Length));
        raw[^2] = raw[^1] = (byte)'\n';
        return new Frame(raw, raw.AsMemory(Lead.Length, payload.Length), FrameKind.Event);
    }
}
