using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Client;

/// <summary>Tools and the choice among them.</summary>
internal static class ToolWriting
{
    /// <exception cref="NotSupportedException">A tool is no function: hosted tools live at their provider.</exception>
    public static void Write(HubAsk ask, ChatOptions options)
    {
        foreach (var tool in options.Tools ?? [])
        {
            if (tool is not AIFunctionDeclaration function)
            {
                throw new NotSupportedException($"The tool '{tool.Name}' is no function; Banyan takes functions alone.");
            }

            ask.Tools.Add(new HubTool(function.Name)
            {
                Name = JsonText.From(function.Name),
                Description = function.Description.Length > 0 ? JsonText.From(function.Description) : null,
                Parameters = JsonRaw.From(function.JsonSchema),
                Strict = function.AdditionalProperties.TryGetValue("strict", out var strict) ? strict as bool? : null,
            });
        }

        ask.ToolChoice = ask.Tools.Count == 0 ? null : options.ToolMode switch
        {
            NoneChatToolMode => Choice(HubToolMode.None),
            AutoChatToolMode => Choice(HubToolMode.Auto),
            RequiredChatToolMode { RequiredFunctionName: { } name } => Choice(HubToolMode.Named, JsonText.From(name)),
            RequiredChatToolMode => Choice(HubToolMode.Required),
            _ => null,
        };
    }

    private static Sourced<HubToolChoice> Choice(HubToolMode mode, params JsonText[] names) => new(new HubToolChoice(mode, names), nameof(ChatOptions.ToolMode));
}
