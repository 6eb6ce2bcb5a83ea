using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI;

/// <summary>A chat client and the provider it serves.</summary>
/// <param name="ProviderName">The provider's name in the configuration.</param>
/// <param name="Client">The client, made at first use.</param>
internal sealed record NamedChatClient(string ProviderName, Lazy<IChatClient> Client);
