using BenchmarkDotNet.Running;

// Words are handed on: --filter '*Relay*' --job short --list flat
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
