using Banyan.Gateway.Alerting;
using Banyan.Gateway.Attempts;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Completions;
using Banyan.Gateway.Conversations;
using Banyan.Gateway.Limits;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Nodes;
using Banyan.Gateway.Prompts;
using Banyan.Gateway.Routing;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.Gateway.Tools;
using Banyan.Gateway.Upstreams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway;

/// <summary>Registers the gateway: every concern and the row they stand in.</summary>
public static class AddGatewayExtensions
{
    /// <summary>Adds the gateway. The host adds the catalogue's settings, the stores and the clock.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services)
    {
        services.AddAttempts().AddRouteChoice().AddUpstreams().AddMetering().AddUsage().AddSwitches().AddCallers().AddBudgets().AddLimits();
        services.AddPrompts().AddTools().AddConversations().AddCompletions().AddNodes().AddAlerting();
        services.TryAddSingleton<PipelineSteps>();
        services.TryAddSingleton<IGateway, GatewayPipeline>();
        return services;
    }
}
