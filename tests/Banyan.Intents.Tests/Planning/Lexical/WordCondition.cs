using System.Text.Json.Nodes;

namespace Banyan.Intents.Tests.Planning.Lexical;

/// <summary>A condition in words with what it means.</summary>
/// <param name="Words">After <c>if</c>.</param>
/// <param name="Fields">The fields it cannot do without.</param>
/// <param name="Holds">Whether it is so, by the test's own code.</param>
internal sealed record WordCondition(string Words, string[] Fields, Func<JsonObject, bool> Holds);
