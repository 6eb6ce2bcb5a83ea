using Banyan.Gateway.Budgets;
using Banyan.Gateway.Callers;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Transport;
using Banyan.GraphQL.Transport.Documents;
using Banyan.Host.Graph.Alerting;
using Banyan.Host.Graph.Budgets;
using Banyan.Host.Graph.Completions;
using Banyan.Host.Graph.Door;

namespace Banyan.Host.Graph;

/// <summary>Registers the GraphQL server.</summary>
internal static class AddGraphExtensions
{
    private const string Introspect = "graph:introspect";

    public static IServiceCollection AddGraph(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IGraphAuthorizer, GraphRights>();
        services.AddSingleton<IGraphErrors, GraphFailures>();
        services.AddSingleton<IGraphObserver, GraphMeter>();
        services.AddSingleton<IDocumentStore>(static _ => new MemoryDocumentStore());
        services.AddSingleton(Options);
        services.AddSingleton(static parts => new GraphServer(BanyanSchema.Build(), parts.GetRequiredService<GraphServerOptions>()));

        // Some nine hundred types and fields, made by whoever asks first: most nodes are asked nothing but completions.
        services.AddSingleton(static parts => new Lazy<GraphServer>(parts.GetRequiredService<GraphServer>));
        services.AddSingleton<AlertFeed>();
        services.AddSingleton<RequestFeed>();
        services.AddSingleton<FiredFeed>();
        services.AddSingleton<IBudgetObserver, AlertTeller>();
        services.AddSingleton<GraphSockets>();
        services.AddSingleton<GraphDoor>();
        return services;
    }

    private static GraphServerOptions Options(IServiceProvider parts)
    {
        var identities = parts.GetRequiredService<Identities>();
        return new GraphServerOptions
        {
            Authorizer = parts.GetRequiredService<IGraphAuthorizer>(),
            Errors = parts.GetRequiredService<IGraphErrors>(),
            Observer = parts.GetRequiredService<IGraphObserver>(),
            Documents = parts.GetRequiredService<IDocumentStore>(),
            Time = parts.GetRequiredService<TimeProvider>(),
            MayIntrospect = static user => user is CallerPrincipal known && known.Caller.Grants.May(Introspect),
            IsStillValid = user => user is CallerPrincipal known && identities.MayStay(known.Caller),
            KeyOf = static user => user is CallerPrincipal known ? known.Caller.KeyId : "",
            Stopping = parts.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping,
        };
    }
}
