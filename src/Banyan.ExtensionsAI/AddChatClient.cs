using Banyan.Gateway.Spine;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.ExtensionsAI;

/// <summary>Registers chat clients as providers of the gateway.</summary>
public static class AddChatClientExtensions
{
    /// <summary>Makes a chat client the upstream of a configured provider of type <c>chatclient</c>.</summary>
    /// <param name="services">The gateway's services.</param>
    /// <param name="providerName">The provider's name in the configuration, compared without case; the last registration of a name wins.</param>
    /// <param name="client">The client; it must allow concurrent use, and stays the caller's to dispose.</param>
    public static IServiceCollection AddChatClient(this IServiceCollection services, string providerName, IChatClient client) =>
        services.AddChatClient(providerName, _ => client);

    /// <summary>The same for a client that is made from other services, once, when it is first needed.</summary>
    public static IServiceCollection AddChatClient(this IServiceCollection services, string providerName, Func<IServiceProvider, IChatClient> make)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(providerName);
        services.AddSingleton(provider => new NamedChatClient(providerName, new Lazy<IChatClient>(() => make(provider))));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IUpstream, ChatClientUpstream>());
        return services;
    }
}
