using System.Text.Json;

namespace Banyan.GraphQL.Execution.Planning;

/// <summary>An enum value's name, ready to be written.</summary>
internal sealed class EnumName(string name)
{
    /// <summary>As UTF-8.</summary>
    public JsonEncodedText Text { get; } = JsonEncodedText.Encode(name);
}
