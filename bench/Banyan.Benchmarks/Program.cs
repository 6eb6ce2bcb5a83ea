using Banyan.Benchmarks.Engine;
using Banyan.Benchmarks.Routing;
using BenchmarkDotNet.Running;

// graphql | router <page> <commit>: the GraphQL engine's or the router's figures into a page. Other words are handed on: --filter '*Relay*' --job short --list flat
if (args is ["graphql", var page, var commit])
{
    await EngineFigures.WriteAsync(page, commit);
    return;
}

if (args is ["router", var routes, var at])
{
    await RouteFigures.WriteAsync(routes, at);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
