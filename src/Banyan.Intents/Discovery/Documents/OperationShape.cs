using System.Text.Json.Nodes;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>One operation as a backend or an operator describes it, in the backend's names; every kind of document is read into this.</summary>
internal sealed record OperationShape
{
    /// <summary>The operation's name at the backend.</summary>
    public required string OperationId { get; init; }

    /// <summary>HTTP method in upper case; empty for an MCP tool.</summary>
    public required string Method { get; init; }

    /// <summary>Path with places; the endpoint's path for an MCP tool.</summary>
    public required string Path { get; init; }

    /// <summary>Its groups.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A short name, as written.</summary>
    public string Title { get; init; } = "";

    /// <summary>What it does, as written.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where each parameter goes.</summary>
    public IReadOnlyList<OperationParameter> Parameters { get; init; } = [];

    /// <summary>An object schema of its parameters, references resolved; null when only the intent says.</summary>
    public JsonObject? Params { get; init; }

    /// <summary>A schema of its answer; null when only the intent says.</summary>
    public JsonObject? Result { get; init; }

    /// <summary>The <c>x-banyan-intent</c> object; null when the operation is no intent of its own accord.</summary>
    public JsonObject? Intent { get; init; }

    /// <summary>What the description says it does to the world; null when only the method tells.</summary>
    public Effect? Hint { get; init; }

    /// <summary>Whether the description says that repeating is safe.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Whether it is on its way out.</summary>
    public bool IsDeprecated { get; init; }
}
