using System.Text.Json;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.Gateway.Tools.Settings;

namespace Banyan.Gateway.Tools.BuiltIn;

/// <summary>A tool Banyan runs itself.</summary>
internal interface IBuiltIn
{
    /// <summary>The name it is called by.</summary>
    string Name { get; }

    /// <summary>What it is under a configuration; null when it is not there without one.</summary>
    BuiltInCard? Describe(ToolSettings settings);

    /// <summary>Runs a call whose arguments fit the card's schema.</summary>
    ValueTask<ToolResult> RunAsync(JsonElement arguments, ToolCall call, CancellationToken cancellationToken);
}

/// <summary>What models and people are told of a built-in tool.</summary>
/// <param name="Description">What it does, for the model.</param>
/// <param name="Category">What people sort it under.</param>
/// <param name="Input">JSON Schema of the arguments.</param>
/// <param name="Output">JSON Schema of the result; null when any is right.</param>
/// <param name="Effect">What a call does.</param>
internal sealed record BuiltInCard(string Description, string Category, string Input, string? Output = null, ToolEffect Effect = ToolEffect.Read);
