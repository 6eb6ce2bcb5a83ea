using Banyan.Gateway.Callers.Tokens;
using Banyan.Intents.Spine;

namespace Banyan.Host.Auth;

/// <summary>Registers what identities need of the host.</summary>
internal static class AddAuthExtensions
{
    /// <summary>Adds the reader of identity providers' keys, and the signer of tokens for backends.</summary>
    public static IServiceCollection AddAuth(this IServiceCollection services)
    {
        services.AddSingleton<IKeySetSource, KeySetClient>();
        services.AddSingleton<UserTokens>();
        services.AddSingleton<IUserTokens>(static parts => parts.GetRequiredService<UserTokens>());
        return services;
    }
}
