using Shop.Kit;
using Shop.Legacy;

await ServiceHost.RunAsync(LegacyApp.Build(ServiceOptions.Parse(args, "legacy", LegacyApp.Port)));
