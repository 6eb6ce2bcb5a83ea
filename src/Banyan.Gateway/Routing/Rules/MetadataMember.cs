using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>What a caller notes on an ask: beside it where it was composed here, else the member <c>metadata</c> of its body.</summary>
internal static class MetadataMember
{
    /// <summary>Reads it; null when there is none.</summary>
    public static JsonElement? Of(Exchange exchange)
    {
        try
        {
            return exchange.Composed is { } composed ? Parse(composed.Metadata) : Find(exchange.Ask.Bytes.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static JsonElement? Find(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (isIt)
            {
                return JsonElement.ParseValue(ref reader);
            }

            reader.Skip();
        }

        return null;
    }
}
