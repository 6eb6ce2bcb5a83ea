using System.Text.Json;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>What is wanted of a prompt.</summary>
/// <param name="Tenant">Whose prompt.</param>
/// <param name="Reference">An id, <c>name</c>, <c>name@label</c> or <c>name:7</c>.</param>
public sealed record RenderAsk(string Tenant, string Reference)
{
    /// <summary>The label, where the reference names none; null for the active version.</summary>
    public string? Label { get; init; }

    /// <summary>The variables: an object by name; null for none.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>Who is asking, for experiments; null to keep out of them, as a preview does.</summary>
    public Subject? Subject { get; init; }
}
