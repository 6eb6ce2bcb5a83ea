using System.Text.Json;

namespace Banyan.Wire.Json;

/// <summary>Reads the member <c>banyan</c> of an ask: what the caller wants of Banyan itself. It never goes upstream.</summary>
public static class BanyanMember
{
    /// <summary>The member's value, of any language; null when the ask has none.</summary>
    public static JsonElement? Read(WireBody ask)
    {
        if (ask.Lens.BanyanSpan is not { } span)
        {
            return null;
        }

        // The span takes the comma before or after the member with it.
        var member = span.Of(ask.Bytes).Span.Trim(", \t\r\n"u8);
        byte[] alone = [(byte)'{', .. member, (byte)'}'];
        using var document = JsonDocument.Parse(alone, new JsonDocumentOptions { MaxDepth = JsonSafety.MaxDepth });
        return document.RootElement.EnumerateObject().First().Value.Clone();
    }

    /// <summary>The ask without the member.</summary>
    public static WireBody Remove(WireBody ask) => ask.Lens.BanyanSpan is { } span ? ask.Edit(new SpanEdit(span, default)) : ask;
}
