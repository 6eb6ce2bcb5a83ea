using System.Text.Json.Nodes;

namespace Banyan.Intents.Discovery.Definitions;

/// <summary>An operation of another backend that a service says it replaces. A proposal, until an operator grants it.</summary>
/// <param name="Service">The other backend.</param>
/// <param name="Operation">Its operation.</param>
/// <param name="Map">From the intent's names to the other operation's, as written; null for none.</param>
internal sealed record Replacement(string Service, string Operation, JsonObject? Map);
