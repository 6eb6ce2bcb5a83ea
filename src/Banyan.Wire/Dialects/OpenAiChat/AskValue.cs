using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>A value of an ask and where it stands.</summary>
internal readonly record struct AskValue(JsonElement Element, string At)
{
    public bool IsThere => Element.IsThere();

    /// <summary>A member of it; undefined when absent.</summary>
    public AskValue this[string name] => new(Element.Member(name), $"{At}/{name}");

    /// <summary>Its content when it is a string; null when it is not there. Anything else refuses the ask.</summary>
    public JsonText? Text(MappingReport report)
    {
        if (Element.ValueKind == JsonValueKind.String)
        {
            return JsonText.From(Element);
        }

        if (IsThere)
        {
            report.Refuse(OpenAiChatAskReader.Wrong(At, "a string"));
        }

        return null;
    }

    /// <summary>Its items with their places; empty when it is no array.</summary>
    public IEnumerable<AskValue> Items()
    {
        var (element, at) = this;
        return element.Items().Select((item, index) => new AskValue(item, $"{at}/{index}"));
    }
}
