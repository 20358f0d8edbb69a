using CreditLedger.Data.Tests.Faults;

// The tests' own executable doubles as the second process of the tests that need one.
if (args is [SecondProcess.Verb, .. var rest]) return await SecondProcess.RunAsync(rest);
return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
