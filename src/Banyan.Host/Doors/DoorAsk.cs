using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>What a door knows of a request from its path alone.</summary>
/// <param name="Dialect">The language spoken here.</param>
/// <param name="Operation">What is asked for.</param>
/// <param name="Path">Model, streaming and verb, where the path names them.</param>
/// <param name="IsJsonArray">Whether a stream is wanted as one JSON array (Gemini without <c>alt=sse</c>).</param>
internal readonly record struct DoorAsk(Dialect Dialect, Operation Operation, AskPath Path = default, bool IsJsonArray = false);
