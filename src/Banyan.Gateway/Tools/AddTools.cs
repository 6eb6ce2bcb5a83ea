using Banyan.Gateway.Tools.BuiltIn;
using Banyan.Gateway.Tools.BuiltIn.Calculating;
using Banyan.Gateway.Tools.BuiltIn.Notifying;
using Banyan.Gateway.Tools.BuiltIn.Querying;
using Banyan.Gateway.Tools.BuiltIn.Searching;
using Banyan.Gateway.Tools.BuiltIn.Small;
using Banyan.Gateway.Tools.Calling;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Looping;
using Banyan.Gateway.Tools.Mcp;
using Banyan.Gateway.Tools.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Tools;

/// <summary>Registers the tools. The host adds their secrets, the storage their stores.</summary>
internal static class AddToolsExtensions
{
    public static IServiceCollection AddTools(this IServiceCollection services)
    {
        services.TryAddSingleton<ToolClock>();
        services.TryAddSingleton<ToolBooks>();
        services.TryAddSingleton<IToolRegistry, ToolRegistry>();
        services.TryAddSingleton<ToolHttp>();
        services.TryAddSingleton<CallSigner>();
        services.TryAddSingleton<ExecutionLog>();
        services.TryAddSingleton<IToolRunner, ToolRunner>();
        services.AddSingleton<IToolExecutor, HttpExecutor>();
        services.TryAddSingleton<UpkeepStores>();
        services.AddHostedService<ToolUpkeep>();
        services.TryAddSingleton<LoopParts>();
        services.TryAddSingleton<MixedTurnKeeper>();
        services.TryAddSingleton<IToolLoop, ToolLoop>();
        return services.AddBuiltIns().AddMcp();
    }

    private static IServiceCollection AddMcp(this IServiceCollection services)
    {
        services.TryAddSingleton<McpDial>();
        services.TryAddSingleton<McpLister>();
        services.TryAddSingleton<IMcpServers, McpServers>();
        services.AddSingleton<IToolSource, McpSource>();
        services.AddSingleton<IToolExecutor, McpExecutor>();
        services.AddHostedService<McpRefresh>();
        return services;
    }

    private static IServiceCollection AddBuiltIns(this IServiceCollection services)
    {
        services.AddSingleton<IBuiltIn, Calculate>();
        services.AddSingleton<IBuiltIn, CurrentTime>();
        services.AddSingleton<IBuiltIn, FormatDate>();
        services.AddSingleton<IBuiltIn, ValidateEmail>();
        services.AddSingleton<IBuiltIn, MakeUuid>();
        services.AddSingleton<IBuiltIn, WebSearch>();
        services.AddSingleton<IBuiltIn, DatabaseQuery>();
        services.AddSingleton<IBuiltIn, SendNotification>();
        services.TryAddSingleton<BuiltInSource>();
        services.AddSingleton<IToolSource>(provider => provider.GetRequiredService<BuiltInSource>());
        services.AddSingleton<IToolExecutor>(provider => provider.GetRequiredService<BuiltInSource>());
        return services;
    }
}
