using System.Text.Json;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes what every chunk and every body opens with; one id, time and model for a whole answer.</summary>
internal sealed class AnswerHeadWriter(AnswerFacts facts)
{
    private HubStart _start = new("", "", 0);

    public void Saw(HubStart start) => _start = start;

    public void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> kind)
    {
        writer.WriteString("id"u8, _start.Id.Length > 0 ? _start.Id : "chatcmpl-" + facts.ExchangeId);
        writer.WriteString("object"u8, kind);
        writer.WriteNumber("created"u8, _start.CreatedUnixSeconds > 0 ? _start.CreatedUnixSeconds : facts.StartedUnixSeconds);
        writer.WriteString("model"u8, _start.Model);
    }
}
