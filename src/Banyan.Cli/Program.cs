using Banyan.Cli;

// The first Ctrl-C stops what runs and lets it say what came of it; the second ends the process.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};

using var context = CliContext.OfProcess();
var code = await CommandLine.RunAsync(args, context, stop.Token);
await context.Terminal.Out.FlushAsync();
await context.Terminal.Error.FlushAsync();
return code;
