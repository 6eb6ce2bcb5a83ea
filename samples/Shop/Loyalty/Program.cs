using Shop.Kit;
using Shop.Loyalty;

await ServiceHost.RunAsync(LoyaltyApp.Build(ServiceOptions.Parse(args, "loyalty", LoyaltyApp.Port)));
