using Banyan.Cli;

// The first Ctrl-C stops what runs and lets it say what came of it; the next ends the process.
using var context = CliContext.OfProcess();
Console.CancelKeyPress += (_, press) => press.Cancel = context.Interrupts.Press();

var code = await CommandLine.RunAsync(args, context, context.Interrupts.End);
await context.Terminal.Out.FlushAsync();
await context.Terminal.Error.FlushAsync();
return code;
