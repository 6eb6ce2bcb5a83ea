using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Conversations;

/// <summary>Registers what keeps conversations.</summary>
internal static class AddConversationsExtensions
{
    /// <summary>Adds conversations over the store the host gives.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.TryAddSingleton<ConversationBook>();
        services.TryAddSingleton<ConversationTurns>();
        services.TryAddSingleton<Summariser>();
        services.TryAddSingleton(provider => new HistoryFitter(provider.GetRequiredService<IKeptConversations>(), provider.GetRequiredService<Summariser>()));
        services.TryAddSingleton<ConversationStores>();
        services.AddHostedService<ConversationSweep>();
        return services;
    }
}
