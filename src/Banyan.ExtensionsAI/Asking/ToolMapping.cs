using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Asking;

/// <summary>Tools and the choice among them. The client gets declarations only: calls go back to the caller, nothing is invoked here.</summary>
internal static class ToolMapping
{
    public static void Map(HubAsk ask, ChatOptions options, MappingReport report)
    {
        var choice = ask.ToolChoice?.Value;
        var allowed = choice is { Mode: not HubToolMode.Named } ? choice.Names.Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal) : [];
        var tools = new List<AITool>(ask.Tools.Count);
        foreach (var tool in ask.Tools)
        {
            if (tool.IsForeign)
            {
                Foreign(tool, choice, report);
            }
            else if (allowed.Count == 0 || allowed.Contains(tool.Name.ToString()))
            {
                tools.Add(Declare(tool, report));
            }
        }

        if (tools.Count == 0)
        {
            return;
        }

        options.Tools = tools;
        options.AllowMultipleToolCalls = ask.ParallelToolCalls?.Value;
        options.ToolMode = choice?.Mode switch
        {
            HubToolMode.Auto => ChatToolMode.Auto,
            HubToolMode.None => ChatToolMode.None,
            HubToolMode.Required => ChatToolMode.RequireAny,
            HubToolMode.Named => ChatToolMode.RequireSpecific(choice.Names[0].ToString()),
            _ => null,
        };
    }

    private static DeclaredTool Declare(HubTool tool, MappingReport report)
    {
        if (tool.Cache is { } marker)
        {
            report.Drop(marker.At);
        }

        return new DeclaredTool(tool.Name.ToString(), tool.Description?.ToString() ?? "", OptionMapping.Element(tool.Parameters ?? JsonRaw.EmptyObject), tool.Strict);
    }

    private static void Foreign(HubTool tool, HubToolChoice? choice, MappingReport report)
    {
        if (choice?.Mode == HubToolMode.None)
        {
            report.Drop(tool.At);
        }
        else
        {
            report.Refuse(tool.At, $"The tool `{tool.Name}` exists only at its own provider; remove it or choose a model of that provider.");
        }
    }
}
