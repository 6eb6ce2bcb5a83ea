using System.Text.Json;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>What a door of the orchestrator answered.</summary>
/// <param name="Body">The JSON; undefined when it failed.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="IsDemo">Whether the service says that it is a demo.</param>
internal sealed record IntentsReply(JsonElement Body, CliFailure? Failure, bool IsDemo);
