using Banyan.Host.Tests.Intents.Overhead;

await OverheadReport.RunAsync(args, Console.WriteLine);
