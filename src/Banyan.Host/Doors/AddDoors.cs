using Banyan.Gateway.Catalog;
using Banyan.Host.Composing;
using Banyan.Host.Doors.Keyed;
using Banyan.Host.Doors.Responses;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Host.Doors;

/// <summary>Registers what the doors share.</summary>
internal static class AddDoorsExtensions
{
    /// <summary>Adds it.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="settings">How many asks are taken on at once.</param>
    public static IServiceCollection AddDoors(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(new AskRoom(settings.MaxConcurrent, settings.ShedAfter));
        services.AddSingleton<IAskLine, ByteLine>();
        services.AddHostedService<RoomWatch>();
        services.AddSingleton<RunningExchanges>();
        services.AddHostedService<KeyCuts>();
        services.AddHostedService<SwitchCuts>();
        services.TryAddSingleton(ReaderPatience.Usual);
        services.AddSingleton<DoorEntry>();
        services.AddSingleton<ResponseTurns>();
        services.AddSingleton<StoredResponseDoor>();
        services.AddSingleton<DoorAnswers>();
        services.AddSingleton<PromptComposer>();
        services.AddSingleton<DoorPrompts>();
        services.AddSingleton<KeyedAnswers>();
        services.AddSingleton<DoorRunner>();
        services.AddSingleton<ModelsDoor>();
        return services;
    }
}
