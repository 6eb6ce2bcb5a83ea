using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Writes section <c>tools</c> for its readers, with the two settings of other sections they obey.</summary>
internal static class ToolSection
{
    public static JsonElement Write(Draft draft)
    {
        var section = SectionJson.Write(draft.Root.Sub("tools").Node, ToolSchema.Tools) is { } written ? JsonObject.Create(written)! : [];
        section["capture"] = draft.Root.Word("capture");
        section["keepFor"] = draft.Root.Sub("storage").Sub("retention").Duration("toolExecutions").TotalSeconds;
        using var document = JsonDocument.Parse(section.ToJsonString());
        return document.RootElement.Clone();
    }
}
