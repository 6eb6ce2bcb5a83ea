using Banyan.Benchmarks.Engine;
using BenchmarkDotNet.Running;

// graphql <page> <commit>: the GraphQL engine's figures into a page. Other words are handed on: --filter '*Relay*' --job short --list flat
if (args is ["graphql", var page, var commit])
{
    await EngineFigures.WriteAsync(page, commit);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
