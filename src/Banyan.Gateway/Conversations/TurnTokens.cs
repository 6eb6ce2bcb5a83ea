using System.Text;
using System.Text.Json;
using Banyan.Wire;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Conversations;

/// <summary>Estimates the tokens of a turn, as the row does for whole asks: one per four bytes of text, a fixed count per picture, and a little for the frame.</summary>
public static class TurnTokens
{
    private const int Frame = 4;

    /// <summary>The estimate; never below 4.</summary>
    public static int Of(PlainTurn turn)
    {
        var (bytes, images) = turn.Parts is { } parts ? OfParts(parts) : (Encoding.UTF8.GetByteCount(turn.Text), 0);
        bytes += turn.Calls.Sum(call => Encoding.UTF8.GetByteCount(call.Name) + Encoding.UTF8.GetByteCount(call.Arguments) + Encoding.UTF8.GetByteCount(call.Id));
        return Frame + (int)Estimator.OutputTokens(bytes) + (images * Estimator.TokensPerImage);
    }

    private static (int Bytes, int Images) OfParts(string parts)
    {
        using var document = JsonDocument.Parse(parts);
        var (bytes, images) = (0, 0);
        foreach (var part in document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray() : default)
        {
            if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
            {
                bytes += Encoding.UTF8.GetByteCount(text.GetString()!);
            }
            else
            {
                images++;
            }
        }

        return (bytes, images);
    }
}
