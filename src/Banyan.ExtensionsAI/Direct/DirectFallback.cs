using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Direct;

/// <summary>A way to a provider for the time Banyan can't be reached at all: a client of the application's own, with a key kept for that.</summary>
/// <remarks>
/// After three calls in ten seconds that did not reach Banyan (no connection, or 502, 503 or 504 that Banyan did not say), calls go to <see cref="Client"/>, and one every five seconds tries Banyan first.
/// What Banyan itself refuses, a budget, a limit, a switch, a key, is never gone round. Budgets, limits and guards do not hold on the way; what was used is told afterwards with <c>reportUsage</c>,
/// for which the Banyan key needs the scope <c>usage:report</c> or its own service.
/// </remarks>
public sealed class DirectFallback
{
    /// <summary>Asks the provider. Disposed by who made it.</summary>
    public required IChatClient Client { get; init; }

    /// <summary>The model by its full name in Banyan, as <c>openai/gpt-5-mini</c>: what the provider calls it stands after the slash. Whatever model an ask names, this one answers.</summary>
    public required string Model { get; init; }

    /// <summary>The service whose usage it is, as the Banyan key says.</summary>
    public required string Service { get; init; }

    /// <summary>Measures time. <value>Default the system's.</value></summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
