using Banyan.ExtensionsAI.Direct;

namespace Banyan.ExtensionsAI.Client;

/// <summary>Where Banyan is and who asks.</summary>
public sealed class BanyanClientOptions
{
    /// <summary>Where Banyan is, as <c>https://llm.example.com</c>; a path in it is kept.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>A Banyan key (<c>byn_...</c>). It is sent to <see cref="BaseAddress"/> alone; redirects are not followed.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The model or alias asked where <see cref="Microsoft.Extensions.AI.ChatOptions.ModelId"/> names none. <value>Default <c>auto</c>.</value></summary>
    public string Model { get; init; } = "auto";

    /// <summary>A way to a provider for the time Banyan can't be reached; null for none. <value>Default null.</value></summary>
    public DirectFallback? DirectFallback { get; init; }
}
