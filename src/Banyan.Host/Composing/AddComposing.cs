namespace Banyan.Host.Composing;

/// <summary>Registers the composer.</summary>
internal static class AddComposingExtensions
{
    public static IServiceCollection AddComposing(this IServiceCollection services)
    {
        services.AddSingleton<PromptPart>();
        services.AddSingleton<ConversationPart>();
        services.AddSingleton<CompletionParts>();
        services.AddSingleton<CompletionMaker>();
        services.AddSingleton<CompletionTrial>();
        services.AddSingleton<HeldKeys>();
        services.AddSingleton<CompletionRuns>();
        services.AddSingleton<Composer>();
        services.AddSingleton<PromptTrials>();
        return services;
    }
}
