using Banyan.Host.Doors.Intents.Model;
using Banyan.Host.Doors.Mcp;

namespace Banyan.Host.Doors.Intents;

/// <summary>Registers what the orchestrator's doors share.</summary>
internal static class AddIntentDoorsExtensions
{
    public static IServiceCollection AddIntentDoors(this IServiceCollection services)
    {
        services.AddSingleton<SubjectSource>();
        services.AddSingleton<IntentGate>();
        services.AddSingleton<ConversationDoor>();
        services.AddSingleton<MessageDoor>();
        services.AddSingleton<RunDoor>();
        services.AddSingleton<CatalogueDoor>();
        services.AddSingleton<ModelTalk>();
        services.AddSingleton<BanyanModel>();
        services.AddSingleton<McpGrantedTools>();
        services.AddSingleton<McpPrompts>();
        services.AddSingleton<McpTools>();
        services.AddSingleton<McpDoor>();
        return services;
    }
}
