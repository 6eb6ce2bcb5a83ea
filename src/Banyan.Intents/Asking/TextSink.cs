using System.Text;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Intents.Asking;

/// <summary>Collects the text of a chat completion, whole or streamed, and hands pieces over as they come.</summary>
internal sealed class TextSink(Func<string, ValueTask>? onText) : ICallerSink
{
    private const int MostCharacters = 200_000;
    private readonly StringBuilder _text = new();

    /// <summary>The text so far.</summary>
    public string Text => _text.ToString();

    /// <summary>What the model refused with; null when it did not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Why it can't go on; null when it can.</summary>
    public Failure? Stopped { get; private set; }

    /// <summary>Whether the answer was cut at its bound.</summary>
    public bool WasCut { get; private set; }

    public async ValueTask WriteAsync(Frame frame)
    {
        if (frame.Kind is not (FrameKind.Event or FrameKind.Body) || frame.Data.IsEmpty || frame.Data.Span.SequenceEqual("[DONE]"u8))
        {
            return;
        }

        using var document = JsonDocument.Parse(frame.Data);
        if (!document.RootElement.TryGetProperty("choices", out var choices) || choices.GetArrayLength() == 0)
        {
            return;
        }

        var choice = choices[0];
        WasCut |= choice.TryGetProperty("finish_reason", out var finish) && finish.ValueKind == JsonValueKind.String && finish.ValueEquals("length");
        if (!choice.TryGetProperty("delta", out var message) && !choice.TryGetProperty("message", out message))
        {
            return;
        }

        Refusal ??= Member(message, "refusal");
        if (Member(message, "content") is { Length: > 0 } piece && _text.Length + piece.Length <= MostCharacters)
        {
            _text.Append(piece);
            if (onText is not null)
            {
                await onText(piece);
            }
        }
    }

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public void Stop(Failure why) => Stopped = why;

    private static string? Member(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
