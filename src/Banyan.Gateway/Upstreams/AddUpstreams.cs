using Banyan.Gateway.Spine;
using Banyan.Gateway.Upstreams.Endpoints;
using Banyan.Gateway.Upstreams.Fetching;
using Banyan.Gateway.Upstreams.Mock;
using Banyan.Gateway.Upstreams.Probing;
using Banyan.Gateway.Upstreams.Pulling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Upstreams;

/// <summary>Registers the kinds of upstream and the step that speaks their languages.</summary>
internal static class AddUpstreamsExtensions
{
    public static IServiceCollection AddUpstreams(this IServiceCollection services)
    {
        services.TryAddSingleton<EgressPool>();
        services.AddEndpoint(new OpenAiEndpoint())
            .AddEndpoint(new AzureEndpoint())
            .AddEndpoint(new AnthropicEndpoint())
            .AddEndpoint(new GeminiEndpoint())
            .AddEndpoint(new OllamaEndpoint());
        services.AddSingleton<IUpstream, MockUpstream>();
        services.TryAddSingleton(new EgressOptions());
        services.TryAddSingleton<IFetchNetwork, SocketNetwork>();
        services.TryAddSingleton<IEgress, GuardedConnector>();
        services.TryAddSingleton<ImageFetcher>();
        services.TryAddSingleton<ImageInliner>();
        services.TryAddSingleton<RelayedCall>();
        services.TryAddSingleton<TranslatedAsking>();
        services.TryAddSingleton<TranslatedCall>();
        services.TryAddSingleton<SpeakStep>();
        services.TryAddSingleton<UpstreamCall>();
        services.TryAddSingleton(provider => new ProviderProbe(
            provider.GetRequiredService<SpeakStep>(), provider.GetRequiredService<UpstreamCall>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new PulledModels(provider.GetRequiredService<EgressPool>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static IServiceCollection AddEndpoint(this IServiceCollection services, IEndpoint endpoint) =>
        services.AddSingleton<IUpstream>(provider => new HttpUpstream(endpoint, provider.GetRequiredService<EgressPool>(), provider.GetRequiredService<TimeProvider>()));
}
