// Lambda says in every function's environment where it runs, and the SDK passes it on with each call. ministack does not; here it
// tells the router, too, which function calls.
if (process.env.AWS_LAMBDA_FUNCTION_NAME) {
  process.env.AWS_EXECUTION_ENV = `AWS_Lambda_${process.env.AWS_LAMBDA_FUNCTION_NAME}`;
}
