namespace Banyan.Wire.Hub;

/// <summary>Which tools of an ask can be called at all under its tool choice.</summary>
internal static class HubToolReach
{
    /// <summary>The tools another dialect is given: foreign ones are refused when they can be reached, else dropped and named.</summary>
    /// <remarks>An allowed subset under a free choice narrows the list itself, for dialects that can't say it otherwise.</remarks>
    public static List<HubTool> Callable(HubAsk ask, MappingReport report)
    {
        var choice = ask.ToolChoice?.Value;
        var allowed = choice?.Names.Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal) ?? [];
        var tools = new List<HubTool>(ask.Tools.Count);
        foreach (var tool in ask.Tools)
        {
            var isNamed = allowed.Count == 0 || allowed.Contains(tool.Name.ToString());
            if (!tool.IsForeign)
            {
                if (isNamed || choice!.Mode != HubToolMode.Auto)
                {
                    tools.Add(tool);
                }
            }
            else if (choice?.Mode == HubToolMode.None || !isNamed)
            {
                report.Drop(tool.At);
            }
            else
            {
                report.Refuse(tool.At, $"The tool `{tool.Name}` exists only at its own provider; remove it or choose a model of that provider.");
            }
        }

        return tools;
    }
}
