using Banyan.Intents.Tests.Planning.Accuracy;

PlannerReport.Run(args, Console.WriteLine);
