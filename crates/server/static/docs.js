// Shows the document of this server. Nothing is asked of any other.
const ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#operations',
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
ui.initOAuth({ scopes: 'write.career_history' });
